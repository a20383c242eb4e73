package dev.millrace.intake.request;

import java.util.List;

/**
 * Why a job exists.
 *
 * @param kind api, policy, schedule, retry, upstream or series
 * @param name name of the policy or schedule, id of the job that was retried or that has the
 *     series, or empty
 * @param eventIds ids of the events that led to it, oldest first
 * @param description one sentence for a person
 */
public record Cause(String kind, String name, List<String> eventIds, String description) {

  public static final String API = "api";
  public static final String POLICY = "policy";
  public static final String UPSTREAM = "upstream";
  public static final String RETRY = "retry";

  /** A job per series asked for it. */
  public static final String SERIES = "series";

  public Cause {
    eventIds = List.copyOf(eventIds);
  }

  public static Cause of(String kind, String description) {
    return new Cause(kind, "", List.of(), description);
  }
}
