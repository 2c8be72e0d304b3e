/** Finds steps by the name of their type. */
package dev.pawl.registry;
