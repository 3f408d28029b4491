/** A case begins with these: what follows is its bound, not a result. English, German, French, Spanish. */
export const caseWords: ReadonlySet<string> = new Set(
  (
    'if when whenever case subcase suppose assume assuming try trying test testing check checking consider unless ' +
    'wenn falls fall angenommen si cas caso cuando supongamos supposons'
  ).split(' '),
);

/** These too, where they stand right before it. */
export const nearCaseWords: ReadonlySet<string> = new Set('for at with where für bei pour para'.split(' '));

/** Words that hold a sentence together and say nothing of a value. English, German, French, Spanish. */
export const emptyWords: ReadonlySet<string> = new Set(
  (
    'a an the this that these those it its we i you so thus hence therefore then now and or but also since because as ' +
    'is are be was were has have had get gets got give gives given yields obtain find found let us of in on at to for ' +
    'by with from here there just simply finally final indeed again wait okay ok well which will can would should ' +
    'der die das ein eine es wir also somit daher folglich und oder aber ist sind wird haben von in zu für mit hier ' +
    'le la les un une il nous donc alors et ou mais est sont de du en à pour avec ici ' +
    'el los las uno entonces luego y o pero es son por con aquí tenemos'
  ).split(' '),
);

/** "The expected answer is 5" is no claim that it is. */
export const otherAnswerWords: ReadonlySet<string> = new Set(
  'reference expected provided given your wrong not correct user previous'.split(' '),
);
