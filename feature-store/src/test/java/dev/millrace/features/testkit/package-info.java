/** What the tests of the running service share. */
@NullMarked
package dev.millrace.features.testkit;

import org.jspecify.annotations.NullMarked;
