/** The REST interface of the front door. */
@NullMarked
package dev.millrace.intake.web;

import org.jspecify.annotations.NullMarked;
