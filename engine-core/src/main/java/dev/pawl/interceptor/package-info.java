/** Ready-made links for the chain around a step. */
package dev.pawl.interceptor;
