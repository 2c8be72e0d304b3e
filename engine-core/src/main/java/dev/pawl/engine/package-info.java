/** The engine: what a host builds, submits to and asks. */
package dev.pawl.engine;
