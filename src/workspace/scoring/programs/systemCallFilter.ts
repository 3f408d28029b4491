/**
 * Python that refuses a process, and all it starts, the system calls with which a program could reach beyond itself
 * (Linux on x86-64 and ARM64, seccomp in mode 2): sockets, other programs, signals to others, opening for writing,
 * changing names and modes, tracing, mounts, kernel facilities. It defines `filter_calls()`, which is true where the
 * filter holds. Numbers are those of the kernel's `arch/x86/entry/syscalls/syscall_64.tbl` and
 * `include/uapi/asm-generic/unistd.h`; calls from 424 on have one number everywhere. Reading stays allowed.
 */
export const systemCallFilter = String.raw`
REFUSED = {
    'x86_64': (0xC000003E, [
        29, 41, 42, 43, 49, 50, 57, 58, 59, 62, 64, 68, 76, 82, 83, 84, 85, 86, 87, 88, 90, 91, 92, 93, 94,
        101, 129, 132, 133, 135, 155, 159, 161, 163, 164, 165, 166, 167, 168, 169, 170, 171, 172, 173, 175, 176,
        179, 188, 189, 190, 197, 198, 199, 200, 227, 234, 235, 240, 246, 248, 249, 250, 258, 259, 260, 261, 263,
        264, 265, 266, 268, 272, 280, 288, 297, 298, 304, 305, 308, 310, 311, 313, 316, 320, 321, 322, 323,
    ], {'open': 2, 'openat': 257, 'clone': 56, 'prlimit': 302}),
    'aarch64': (0xC00000B7, [
        5, 6, 7, 14, 15, 16, 33, 34, 35, 36, 37, 38, 39, 40, 41, 45, 51, 52, 53, 54, 55, 60, 88, 89, 92, 97,
        104, 105, 106, 112, 117, 129, 130, 131, 138, 142, 161, 162, 170, 171, 180, 186, 190, 194, 198, 200, 201,
        202, 203, 217, 218, 219, 221, 224, 225, 240, 241, 242, 265, 266, 268, 270, 271, 273, 276, 280, 281, 282,
        294,
    ], {'openat': 56, 'clone': 220, 'prlimit': 261}),
}
# Newer calls that can only look or wait: close_range, faccessat2, epoll_pwait2, futex_waitv.
NEWER_ALLOWED = [436, 439, 441, 449]


def filter_calls():
    import ctypes, platform, struct, sys
    known = REFUSED.get(platform.machine())
    if sys.platform != 'linux' or known is None or struct.calcsize('P') != 8:
        return False
    arch, refused, special = known
    eperm, enosys, allow, kill = 0x00050001, 0x00050026, 0x7FFF0000, 0x80000000
    load, equal, at_least, any_bit, give = 0x20, 0x15, 0x35, 0x45, 0x06
    code = []

    def add(op, k, yes=0, no=0):
        code.append(struct.pack('=HBBI', op, yes, no, k))

    def argument(index):
        return 16 + 8 * index

    add(load, 4)
    add(equal, arch, 1, 0)
    add(give, kill)
    add(load, 0)
    # The x32 calls of x86-64 begin here.
    add(at_least, 0x40000000, 0, 1)
    add(give, enosys)
    for number in NEWER_ALLOWED:
        add(equal, number, 0, 1)
        add(give, allow)
    add(at_least, 424, 0, 1)
    add(give, enosys)
    for number in refused:
        add(equal, number, 0, 1)
        add(give, eperm)
    # Opening with O_WRONLY, O_RDWR, O_CREAT or O_TRUNC.
    for name, index in (('open', 1), ('openat', 2)):
        if name in special:
            add(equal, special[name], 0, 4)
            add(load, argument(index))
            add(any_bit, 0o3 | 0o100 | 0o1000, 0, 1)
            add(give, eperm)
            add(give, allow)
    # A thread is no other program: CLONE_THREAD.
    add(equal, special['clone'], 0, 4)
    add(load, argument(0))
    add(any_bit, 0x10000, 1, 0)
    add(give, eperm)
    add(give, allow)
    # Limits of other processes.
    add(equal, special['prlimit'], 0, 4)
    add(load, argument(0))
    add(equal, 0, 1, 0)
    add(give, eperm)
    add(give, allow)
    add(give, allow)

    class Program(ctypes.Structure):
        _fields_ = [('length', ctypes.c_ushort), ('filter', ctypes.c_void_p)]

    libc = ctypes.CDLL(None, use_errno=True)
    block = ctypes.create_string_buffer(b''.join(code))
    program = Program(len(code), ctypes.addressof(block))
    zero = ctypes.c_ulong(0)
    # PR_SET_NO_NEW_PRIVS, then PR_SET_SECCOMP with SECCOMP_MODE_FILTER.
    if libc.prctl(38, ctypes.c_ulong(1), zero, zero, zero) != 0:
        return False
    return libc.prctl(22, ctypes.c_ulong(2), ctypes.byref(program), zero, zero) == 0
`;
