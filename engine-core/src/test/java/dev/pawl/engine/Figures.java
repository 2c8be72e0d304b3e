package dev.pawl.engine;

/** How often something is tried: a few times in each build, as often as was promised with {@code -Dpawl.full=true}. */
final class Figures {
    private Figures() {}

    static int of(int ordinary, int full) {
        return areFull() ? full : ordinary;
    }

    static boolean areFull() {
        return Boolean.getBoolean("pawl.full") || Boolean.getBoolean("pawl.long");
    }
}
