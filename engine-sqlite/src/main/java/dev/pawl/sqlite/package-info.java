/** The repository in one SQLite file: what is acknowledged is on the disk. */
package dev.pawl.sqlite;
