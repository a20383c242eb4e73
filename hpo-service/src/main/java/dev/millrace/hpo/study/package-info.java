/**
 * What a study is: its job, its trials, and the states it passes through, each with its legal
 * moves.
 */
@NullMarked
package dev.millrace.hpo.study;

import org.jspecify.annotations.NullMarked;
