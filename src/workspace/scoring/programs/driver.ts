import { systemCallFilter } from './systemCallFilter.ts';

/**
 * The Python (3.8 or newer) that runs one program on one test. It reads a job as JSON from stdin, limits itself, puts
 * the test's input in the place of stdin, and runs the program as `__main__`, or calls its function. On descriptor 3
 * it says `{"began"}`, and how the program ended: `{"result"}` JSON of what a function gave back, `{"error"}` the last
 * line of an exception, `{"memory"}`. What is wanted of the program is never given to it.
 *
 * The names that programs may take for granted are those of LiveCodeBench's `testing_util.py`.
 */
export const driver = `${systemCallFilter}
import io, json, os, sys, threading, time, types

NAMES = ('string re datetime collections heapq bisect copy math random statistics itertools functools operator io '
         'sys json builtins typing').split()
PRELUDE = '\\n'.join(
    ['from %s import *' % name for name in NAMES] + ['import %s' % name for name in NAMES if name != 'builtins'])


def say(**message):
    data = (json.dumps(message) + '\\n').encode()
    while data:
        data = data[os.write(3, data):]


def feed(text):
    data = text.encode('utf-8', 'surrogatepass')
    try:
        descriptor = os.memfd_create('stdin')
    except (AttributeError, OSError):
        import tempfile
        descriptor, path = tempfile.mkstemp(dir='.')
        os.unlink(path)
    while data:
        data = data[os.write(descriptor, data):]
    os.lseek(descriptor, 0, 0)
    os.dup2(descriptor, 0)
    os.close(descriptor)
    sys.stdin = sys.__stdin__ = io.TextIOWrapper(io.BufferedReader(io.FileIO(0, closefd=False)), encoding='utf-8')


def limit(job):
    import resource

    def at_most(name, value):
        try:
            kind = getattr(resource, name)
            hard = resource.getrlimit(kind)[1]
            value = value if hard == resource.RLIM_INFINITY else min(value, hard)
            resource.setrlimit(kind, (value, value))
        except (AttributeError, ValueError, OSError):
            pass

    at_most('RLIMIT_AS', job['memory'])
    at_most('RLIMIT_CPU', job['seconds'] + 2)
    at_most('RLIMIT_FSIZE', 0)
    at_most('RLIMIT_CORE', 0)
    at_most('RLIMIT_NOFILE', 64)
    filtered = False
    if job['filter']:
        try:
            filtered = filter_calls()
        except Exception:
            pass
    if not filtered:
        # Threads count as processes on Linux.
        at_most('RLIMIT_NPROC', 512 if sys.platform == 'linux' else 0)


def watch(seconds):
    # Who started this may be gone: nothing must go on for ever.
    def end():
        time.sleep(seconds)
        os._exit(124)

    threading.Thread(target=end, daemon=True).start()


def plain(value, top=True):
    # As in the reference, only the outermost tuple is a list.
    if value is None or isinstance(value, (bool, int, float, str)):
        return value
    if type(value).__module__ == 'numpy' and getattr(value, 'shape', None) == ():
        return plain(value.item(), False)
    if isinstance(value, list) or (top and isinstance(value, tuple)):
        return [plain(one, False) for one in value]
    if isinstance(value, dict) and all(isinstance(key, str) for key in value):
        return {key: plain(one, False) for key, one in value.items()}
    raise TypeError(type(value).__name__)


def shown(value):
    if hasattr(sys, 'set_int_max_str_digits'):
        sys.set_int_max_str_digits(0)
    try:
        return json.dumps(plain(value))
    except (TypeError, ValueError):
        return 'not JSON: ' + repr(value)


def call(main, job):
    owner = main.Solution() if 'class Solution' in job['code'] else main
    function = getattr(owner, job['functionName'])
    return function(*[json.loads(line) for line in job['input'].split('\\n')])


def last_line(error):
    import traceback
    try:
        return traceback.format_exception_only(type(error), error)[-1].strip()[:300]
    except Exception:
        return type(error).__name__


def run(job):
    main, job['driver'] = types.ModuleType('__main__'), sys.modules['__main__']
    sys.modules['__main__'] = main
    try:
        sys.setrecursionlimit(50000)
        exec(compile(job['code'], '<program>', 'exec'), exec_names(main))
        if job['functionName'] is None:
            return {}
        return {'result': shown(call(main, job))}
    except MemoryError:
        return {'memory': True}
    except SystemExit as error:
        if job['functionName'] is None:
            return {}
        return {'error': last_line(error)}
    except BaseException as error:
        return {'error': last_line(error)}


def exec_names(main):
    exec(PRELUDE, main.__dict__)
    main.__dict__['__name__'] = '__main__'
    return main.__dict__


def start():
    job = json.loads(sys.stdin.buffer.read())
    feed('' if job['functionName'] is not None else job['input'])
    exec(PRELUDE, {})
    limit(job)
    # After the filter, which holds for threads that begin later.
    watch(job['seconds'] + 5)
    say(began=True)
    ended = run(job)
    if ended:
        try:
            sys.stdout.flush()
        except Exception:
            pass
        say(**ended)
        os._exit(0)


start()
`;
