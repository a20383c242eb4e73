package dev.millrace.features.dataset.parquet;

/** The headers of the pages of a column; the field numbers are those of parquet.thrift. */
final class PageHeader {

  private static final int DATA_PAGE = 0;
  private static final int DICTIONARY_PAGE = 2;

  private PageHeader() {}

  /** The header of a page of so many bytes that holds a dictionary. */
  static void dictionary(Bytes out, int bytes, int values, int encoding) {
    Thrift.struct(
        out,
        page -> {
          sizes(page, DICTIONARY_PAGE, bytes);
          page.struct(
              7,
              header -> {
                header.i32(1, values);
                header.i32(2, encoding);
              });
        });
  }

  /** The header of a page of so many bytes that holds the values of a column without nulls. */
  static void data(Bytes out, int bytes, int values, int encoding, int levels) {
    Thrift.struct(
        out,
        page -> {
          sizes(page, DATA_PAGE, bytes);
          page.struct(
              5,
              header -> {
                header.i32(1, values);
                header.i32(2, encoding);
                header.i32(3, levels);
                header.i32(4, levels);
              });
        });
  }

  private static void sizes(Thrift page, int type, int bytes) {
    page.i32(1, type);
    page.i32(2, bytes);
    page.i32(3, bytes);
  }
}
