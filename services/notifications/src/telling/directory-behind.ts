/** Somebody or some group is not known here yet: the event is tried again when the directory's events have come. */
export class DirectoryBehind extends Error {
  override readonly name = 'DirectoryBehind';
}
