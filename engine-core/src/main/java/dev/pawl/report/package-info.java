/** What can be read of runs that are under way or over: reports, diagrams, time bars and statistics. */
package dev.pawl.report;
