/** What this instance knows of all jobs and policies, to answer questions. */
@NullMarked
package dev.millrace.intake.view;

import org.jspecify.annotations.NullMarked;
