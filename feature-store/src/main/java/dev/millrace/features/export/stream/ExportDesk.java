package dev.millrace.features.export.stream;

import dev.millrace.features.export.Export;
import dev.millrace.features.export.ExportOrder;
import dev.millrace.features.export.sql.ExportTable;

/** Takes orders, so that they are begun at once. */
public final class ExportDesk {

  private final ExportTable table;
  private final Bell bell;

  ExportDesk(ExportTable table, Bell bell) {
    this.table = table;
    this.bell = bell;
  }

  /** Accepts an order; one with a key that the tenant has used already is that export. */
  public Export accept(ExportOrder order) {
    Export accepted = table.accept(order);
    bell.ring();
    return accepted;
  }
}
