/** REST plumbing: problem+json. */
@NullMarked
package dev.millrace.platform.web;

import org.jspecify.annotations.NullMarked;
