/** What every walk through a pipeline shares: nodes bound to their code, and what both kinds of run decide and say alike. */
package dev.pawl.walk;
