package dev.millrace.platform.testkit;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;

/** Runs on a server that the environment names, which may have TimescaleDB; else says so. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@EnabledIfEnvironmentVariable(
    named = GivenDatabase.URL_VARIABLE,
    matches = "jdbc:postgresql:.+",
    disabledReason =
        "NOT TESTED against TimescaleDB: set MILLRACE_TEST_JDBC_URL (and _USER, _PASSWORD)")
public @interface OnGivenDatabase {}
