package dev.millrace.registry.testkit;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/** All that the tables hold, comparable. */
public final class Dump {
  private static final List<String> TABLES =
      List.of(
          "job",
          "study",
          "trial",
          "trial_attempt",
          "trial_result",
          "trial_metric",
          "job_log",
          "worker",
          "registration");

  private Dump() {}

  /** Rows by table, as text, in an order of their own. */
  public static Map<String, List<String>> of(Jdbi jdbi) {
    return jdbi.withHandle(
        handle -> {
          Map<String, List<String>> all = new TreeMap<>();
          TABLES.forEach(table -> all.put(table, rows(handle, table)));
          return all;
        });
  }

  private static List<String> rows(Handle handle, String table) {
    return handle
        .createQuery("select cast(t as text) from " + table + " t order by 1")
        .mapTo(String.class)
        .list();
  }
}
