/** What tests of every module share: honest in-memory versions of the edges. */
@NullMarked
package dev.millrace.platform.testkit;

import org.jspecify.annotations.NullMarked;
