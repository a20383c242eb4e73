/** Tests of the contracts themselves: their documentation, their history and their bytes. */
package dev.millrace.schemas;
