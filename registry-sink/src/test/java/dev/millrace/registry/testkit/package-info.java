/**
 * What the tests of registry-sink share: events as the other services write them, and databases.
 */
@NullMarked
package dev.millrace.registry.testkit;

import org.jspecify.annotations.NullMarked;
