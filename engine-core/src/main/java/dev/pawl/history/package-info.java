/** What is known of a recorded run: its log folded into a memory, events and values as rows, and back. */
package dev.pawl.history;
