package dev.millrace.features.set.registry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.features.set.FeatureSet;
import dev.millrace.features.set.FeatureSets;
import dev.millrace.features.set.definition.Definition;
import dev.millrace.features.set.definition.InvalidDefinition;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RememberedSetsTest {

  private static final Instant NOW = Instant.parse("2026-11-21T18:00:00Z");

  private final Registered registered = new Registered();
  private final RememberedSets sets = new RememberedSets(registered);

  /** The versions of one set of one tenant, which count how often they are asked for. */
  private static final class Registered implements FeatureSets {
    private final List<FeatureSet> versions = new ArrayList<>();
    private int asked;
    private Runnable meanwhile = () -> {};

    void add(String features) throws InvalidDefinition {
      versions.add(Definition.parse(features).meaning("mine", versions.size() + 1));
    }

    @Override
    public Optional<FeatureSet> find(String tenant, String reference, Instant at) {
      asked++;
      Optional<FeatureSet> found =
          SetReference.parse(reference)
              .filter(wanted -> tenant.equals("acme") && wanted.name().equals("mine"))
              .flatMap(
                  wanted ->
                      versions.reversed().stream()
                          .filter(set -> wanted.means(set.version()))
                          .findFirst());
      meanwhile.run();
      return found;
    }

    @Override
    public List<FeatureSet> all(String tenant, Instant at) {
      return List.copyOf(versions);
    }
  }

  @Test
  void aVersionThatIsNamedIsReadOnce() throws Exception {
    registered.add("{features: [lag: 1]}");
    registered.add("{features: [lag: 2]}");

    assertThat(version("mine@1", NOW)).isEqualTo(1);
    assertThat(version("mine@1", NOW.plusSeconds(1_000_000))).isEqualTo(1);
    assertThat(registered.asked).isEqualTo(1);
  }

  @Test
  void theLastVersionIsReadAgainAfterAMoment() throws Exception {
    registered.add("{features: [lag: 1]}");
    assertThat(version("mine", NOW)).isEqualTo(1);
    registered.add("{features: [lag: 2]}");

    Instant over = NOW.plus(RememberedSets.LATEST_FOR);
    assertThat(version("mine", over.minusMillis(1))).isEqualTo(1);
    assertThat(version("mine@2", over.minusMillis(1))).as("said by number").isEqualTo(2);
    assertThat(version("mine", over)).isEqualTo(2);
    assertThat(registered.asked).isEqualTo(3);
  }

  @Test
  void whatWasEarlierIsNotToldFromWhatWasReadLater() throws Exception {
    registered.add("{features: [lag: 1]}");
    version("mine", NOW);
    version("mine@1", NOW);

    version("mine", NOW.minusMillis(1));
    version("mine@1", NOW.minusMillis(1));

    assertThat(registered.asked).isEqualTo(4);
  }

  @Test
  void aNewVersionOfThisProcessIsFoundAtOnce() throws Exception {
    registered.add("{features: [lag: 1]}");
    assertThat(version("mine", NOW)).isEqualTo(1);

    registered.add("{features: [lag: 2]}");
    sets.forget("acme", "mine");

    assertThat(version("mine", NOW)).isEqualTo(2);
  }

  @Test
  void aVersionThatBecameOldWhileItWasReadIsNotRemembered() throws Exception {
    registered.add("{features: [lag: 1]}");
    registered.meanwhile = this::registerAnother;
    assertThat(version("mine", NOW)).isEqualTo(1);
    registered.meanwhile = () -> {};

    assertThat(version("mine", NOW)).isEqualTo(2);
  }

  private void registerAnother() {
    try {
      registered.add("{features: [lag: 2]}");
    } catch (InvalidDefinition e) {
      throw new AssertionError(e);
    }
    sets.forget("acme", "mine");
  }

  @Test
  void thatASetIsUnknownOrAnotherTenantsIsNotRemembered() throws Exception {
    assertThat(sets.find("acme", "mine", NOW)).isEmpty();
    registered.add("{features: [lag: 1]}");

    assertThat(version("mine", NOW)).isEqualTo(1);
    assertThat(sets.find("other", "mine", NOW)).isEmpty();
    assertThat(sets.find("acme", "no reference at all", NOW)).isEmpty();
  }

  @Test
  void theOneThatWasAskedForLongestAgoMakesRoom() throws Exception {
    for (int i = 0; i <= RememberedSets.MOST; i++) {
      registered.add("{features: [lag: 1]}");
    }
    for (int i = 1; i <= RememberedSets.MOST; i++) {
      version("mine@" + i, NOW);
    }
    version("mine@1", NOW);
    version("mine@" + (RememberedSets.MOST + 1), NOW);
    int asked = registered.asked;

    version("mine@1", NOW);
    assertThat(registered.asked).isEqualTo(asked);
    version("mine@2", NOW);
    assertThat(registered.asked).isEqualTo(asked + 1);
  }

  private int version(String reference, Instant at) {
    return sets.find("acme", reference, at).orElseThrow().version();
  }
}
