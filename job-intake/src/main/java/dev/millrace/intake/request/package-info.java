/** What may be asked for: requests and the rules that judge them. Pure. */
@NullMarked
package dev.millrace.intake.request;

import org.jspecify.annotations.NullMarked;
