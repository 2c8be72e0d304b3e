/** What every repository has to do, as plain cases with a name. */
package dev.pawl.testing.contract;
