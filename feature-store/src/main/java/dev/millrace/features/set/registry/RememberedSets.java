package dev.millrace.features.set.registry;

import dev.millrace.features.set.FeatureSet;
import dev.millrace.features.set.FeatureSets;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;

/**
 * Feature sets that were asked for lately, for questions that come many times a second. A version
 * never changes, so one that is named is remembered for good. A name alone stands for its last
 * version, which another process may have changed: it is remembered for a moment. That a set is
 * unknown is not remembered.
 */
public final class RememberedSets implements FeatureSets {

  /** How late a new version that another process registered may be seen under its name alone. */
  public static final Duration LATEST_FOR = Duration.ofSeconds(5);

  static final int MOST = 1_000;

  private final FeatureSets sets;

  /** The one that was asked for longest ago comes first. */
  private final SequencedMap<Question, Answer> answers = new LinkedHashMap<>(16, 0.75f, true);

  /** How often something was forgotten: what was read before may be what is to be forgotten. */
  private long forgotten;

  /**
   * @param sets asked for what is not remembered
   */
  public RememberedSets(FeatureSets sets) {
    this.sets = sets;
  }

  private record Question(String tenant, SetReference reference) {}

  /**
   * What it was.
   *
   * @param at as of when
   */
  private record Answer(FeatureSet set, Instant at) {
    boolean holds(SetReference reference, Instant now) {
      return !now.isBefore(at)
          && (reference.version().isPresent() || now.isBefore(at.plus(LATEST_FOR)));
    }
  }

  @Override
  public Optional<FeatureSet> find(String tenant, String reference, Instant at) {
    Optional<SetReference> parsed = SetReference.parse(reference);
    if (parsed.isEmpty()) {
      return Optional.empty();
    }
    Question question = new Question(tenant, parsed.get());
    long before;
    synchronized (this) {
      Answer answer = answers.get(question);
      if (answer != null && answer.holds(question.reference(), at)) {
        return Optional.of(answer.set());
      }
      before = forgotten;
    }
    Optional<FeatureSet> found = sets.find(tenant, reference, at);
    found.ifPresent(set -> remember(question, new Answer(set, at), before));
    return found;
  }

  private synchronized void remember(Question question, Answer answer, long before) {
    if (before != forgotten) {
      return;
    }
    answers.put(question, answer);
    if (answers.size() > MOST) {
      answers.pollFirstEntry();
    }
  }

  /** To be called once a new version is there: from then on it is found under its name. */
  public synchronized void forget(String tenant, String name) {
    forgotten++;
    answers
        .keySet()
        .removeIf(
            question ->
                question.tenant().equals(tenant) && question.reference().name().equals(name));
  }

  @Override
  public List<FeatureSet> all(String tenant, Instant at) {
    return sets.all(tenant, at);
  }
}
