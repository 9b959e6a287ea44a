/** Files among what was pasted; none where it is words. `words`: what a picture without a name is called, numbered after those that are taken. */
export function pastedFiles(data: DataTransfer, words: string, taken: readonly string[]): readonly File[] {
  const pasted = [...data.files];
  if (isText(data)) return [];
  return pasted.map((file, index) => named(file, nameOfPicture(words, taken, index)));
}

/** What browsers call every picture that comes from no file. */
const isNameless = ({ name }: File): boolean => name === '' || /^image\.\w+$/.test(name);

/** A spreadsheet gives a picture of its cells along: whoever pastes from it wants the words. */
const isText = (data: DataTransfer): boolean =>
  data.getData('text/plain').trim() !== '' && [...data.files].every(isNameless);

const named = (file: File, name: string): File =>
  isNameless(file) ? new File([file], name + endingOf(file), { type: file.type }) : file;

const endingOf = ({ name, type }: File): string =>
  name.includes('.') ? name.slice(name.lastIndexOf('.')) : `.${type.slice(type.indexOf('/') + 1)}`;

/** The first one without a number, the others counted. */
function nameOfPicture(words: string, taken: readonly string[], index: number): string {
  const count = taken.filter((name) => name.startsWith(words)).length + index + 1;
  return count === 1 ? words : `${words} ${count}`;
}
