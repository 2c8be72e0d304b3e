/** What a run tells: its events as plain records, listeners that are called with them, and feeds that are read. */
package dev.pawl.event;
