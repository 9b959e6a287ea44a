/** Plurals and the commonest verb endings fall off: "parties" → "parti", "abused", "abusing" → "abus". */
export function stemEnglish(word: string): string {
  const bare = word.replace(/(?:ies|ied|ing|ed|es|s|e|y|i)$/u, '');
  return bare.length < 3 ? word : bare.replace(/([bdglmnprt])\1$/u, '$1');
}

const irregular: Readonly<Record<string, string>> = {
  be: 'am is are was were been being be m re im hes shes its theyre were',
  have: 'have has had having ve got gets getting get ive',
  take: 'take takes took taken taking',
  go: 'go goes went gone going',
  see: 'see sees saw seen seeing',
  lose: 'lose loses lost losing',
  break: 'break breaks broke broken breaking',
  hit: 'hit hits hitting',
  beat: 'beat beats beaten beating',
  hurt: 'hurt hurts hurting',
  steal: 'steal steals stole stolen stealing',
  drink: 'drink drinks drank drunk drinking',
  feel: 'feel feels felt feeling',
  find: 'find finds found finding',
  leave: 'leave leaves left leaving',
  do: 'do does did done doing',
  say: 'say says said saying',
  tell: 'tell tells told telling',
  know: 'know knows knew known knowing',
  sleep: 'sleep sleeps slept sleeping',
  wear: 'wear wears wore wearing',
  fall: 'fall falls fell fallen falling',
  pay: 'pay pays paid paying',
  cut: 'cut cuts cutting',
  sue: 'sue sues sued suing',
  eat: 'eat eats ate eaten eating',
  undergo: 'undergo undergoes underwent undergone undergoing',
  keep: 'keep keeps kept keeping',
  hear: 'hear hears heard hearing',
  run: 'run runs ran running',
  come: 'come comes came coming',
  grow: 'grow grows grew growing grown',
};

export function conjugateEnglish(verb: string): readonly string[] {
  const listed = irregular[verb];
  if (listed !== undefined) return listed.split(' ');
  const root = verb.replace(/e$/u, '');
  const soft = /[^aeiou]y$/u.test(verb) ? [`${verb.slice(0, -1)}ies`, `${verb.slice(0, -1)}ied`] : [];
  const last = verb.at(-1) ?? '';
  return [verb, `${verb}s`, `${verb}es`, `${root}ed`, `${root}ing`, `${verb}${last}ed`, `${verb}${last}ing`, ...soft];
}
