package dev.millrace.standalone;

import static com.tngtech.archunit.base.DescribedPredicate.alwaysTrue;
import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.belongToAnyOf;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The house rules that a compiler does not know, over the classes of all modules. */
class ArchitectureTest {
  private static final JavaClasses ALL =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .withImportOption(location -> !location.contains("-tests.jar"))
          .importPackages("dev.millrace");

  /** Rules that must run anywhere: in unit tests, in a simulation, in production. */
  private static final String[] PURE = {
    "dev.millrace.intake.job",
    "dev.millrace.intake.policy",
    "dev.millrace.intake.request",
    "dev.millrace.features.dataset",
    "dev.millrace.features.export",
    "dev.millrace.features.measurement",
    "dev.millrace.features.online",
    "dev.millrace.features.retention",
    "dev.millrace.features.series",
    "dev.millrace.features.set",
    "dev.millrace.hpo.pool",
    "dev.millrace.hpo.search",
    "dev.millrace.hpo.study",
    "dev.millrace.trainer.baseline",
    "dev.millrace.trainer.metric",
    "dev.millrace.registry.importance",
    "dev.millrace.registry.model",
    "dev.millrace.registry.trial",
    "dev.millrace.standalone.csv",
    "dev.millrace.standalone.progress",
    "dev.millrace.standalone.terminal",
  };

  private static final String[] SERVICES = {
    "dev.millrace.intake..",
    "dev.millrace.features..",
    "dev.millrace.hpo..",
    "dev.millrace.trainer..",
    "dev.millrace.registry..",
  };

  @Test
  void everyPurePackageExists() {
    for (String name : PURE) {
      classes()
          .that()
          .resideInAPackage(name)
          .should()
          .resideInAPackage(name)
          .allowEmptyShould(false)
          .check(ALL);
    }
  }

  @Test
  void pureRulesKnowNoKafkaNoAvroNoMicronautNoSqlAndNoLogger() {
    noClasses()
        .that()
        .resideInAnyPackage(PURE)
        .should()
        .dependOnClassesThat(
            resideInAnyPackage(
                "org.apache.kafka..",
                "org.apache.avro..",
                "io.micronaut..",
                "jakarta.inject..",
                "java.sql..",
                "javax.sql..",
                "org.jdbi..",
                "org.slf4j..",
                "java.net..",
                "dev.millrace.events.."))
        .check(ALL);
  }

  @Test
  void nobodyAsksTheTime() {
    noClasses()
        .should()
        .callMethod(Instant.class, "now")
        .orShould()
        .callMethod(LocalDate.class, "now")
        .orShould()
        .callMethod(LocalDateTime.class, "now")
        .orShould()
        .callMethod(OffsetDateTime.class, "now")
        .orShould()
        .callMethod(ZonedDateTime.class, "now")
        .orShould()
        .callMethod(System.class, "currentTimeMillis")
        .orShould()
        .callMethod(Clock.class, "systemUTC")
        .because("time is data; an InstantSource lives at the edges")
        .check(ALL);
  }

  @Test
  void nobodyRollsDiceWithoutASeed() {
    noClasses()
        .should()
        .callMethod(Math.class, "random")
        .orShould()
        .callConstructor(Random.class)
        .because("randomness is data: new SplittableRandom(seed)")
        .check(ALL);
  }

  @ParameterizedTest
  @ValueSource(strings = {"intake", "features", "hpo", "trainer", "registry"})
  void noServiceKnowsAnotherService(String service) {
    String own = "dev.millrace." + service + "..";
    List<String> others = List.of(SERVICES).stream().filter(each -> !each.equals(own)).toList();
    noClasses()
        .that()
        .resideInAPackage(own)
        .should()
        .dependOnClassesThat(resideInAnyPackage(others.toArray(String[]::new)))
        .orShould()
        .dependOnClassesThat(
            resideInAnyPackage("dev.millrace.standalone..", "dev.millrace.embedded.."))
        .because("services meet on topics only")
        .check(ALL);
  }

  @Test
  void thePlatformKnowsNoServiceAndNoEvent() {
    noClasses()
        .that()
        .resideInAPackage("dev.millrace.platform..")
        .should()
        .dependOnClassesThat(resideInAnyPackage(SERVICES))
        .orShould()
        .dependOnClassesThat(resideInAnyPackage("dev.millrace.events.."))
        .because("there is no domain word in it")
        .check(ALL);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "platform",
        "embedded",
        "intake",
        "features",
        "hpo",
        "trainer",
        "registry",
        "standalone"
      })
  void packagesOfAModuleHaveNoCycles(String module) {
    slices()
        .matching("dev.millrace." + module + ".(**)")
        .should()
        .beFreeOfCycles()
        // Whoever wires the module together knows all of it.
        .ignoreDependency(nameMatching(".*PlatformFactory.*"), alwaysTrue())
        .check(ALL);
  }

  @Test
  void onlyTheTrainerTouchesNativeTraining() {
    noClasses()
        .that(not(resideInAnyPackage("dev.millrace.trainer..")))
        .should()
        .dependOnClassesThat(resideInAnyPackage("ml.dmlc.."))
        .because("native code may crash; it runs in worker processes")
        .check(ALL);
  }

  @Test
  void pureRulesStartNoThreads() {
    noClasses()
        .that()
        .resideInAnyPackage(PURE)
        .should()
        .dependOnClassesThat(belongToAnyOf(Thread.class))
        .because("rules run on the thread that asks them")
        .check(ALL);
  }
}
