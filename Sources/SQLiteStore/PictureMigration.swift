/// By what pages are known again after their picture was saved anew. Pages of before are not: nothing of their look was
/// kept.
enum PictureMigration {
  static let tables = """
    CREATE TABLE pictures (
      id INTEGER PRIMARY KEY,             -- in the order they were examined
      caseID INTEGER NOT NULL REFERENCES cases,
      run INTEGER NOT NULL,
      file INTEGER NOT NULL,              -- counts from 1
      page INTEGER NOT NULL,              -- counts from 1
      fingerprint BLOB NOT NULL,          -- look and words, under the key of the case
      UNIQUE (caseID, run, file, page)
    ) STRICT;

    CREATE TABLE pictureMarks (
      mark INTEGER NOT NULL,              -- keyed, of a word
      pictureID INTEGER NOT NULL REFERENCES pictures,
      PRIMARY KEY (mark, pictureID)
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX pictureMarksByPicture ON pictureMarks (pictureID);
    """
}
