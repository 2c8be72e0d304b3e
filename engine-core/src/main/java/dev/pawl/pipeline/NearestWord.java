package dev.pawl.pipeline;

import java.util.Optional;

/** Finds the word that was probably meant. Stateless. */
public final class NearestWord {
    /** More words are not looked at; a message is not worth more. */
    private static final int LOOKED_AT = 10_000;

    private static final int LENGTH = 64;

    private NearestWord() {}

    /** The known word with the fewest letters changed, if they are at most one in three and at most three. */
    public static Optional<String> to(String word, Iterable<String> known) {
        int best = Math.min(3, word.length() / 3) + 1;
        Optional<String> nearest = Optional.empty();
        int seen = 0;
        for (String candidate : known) {
            if (++seen > LOOKED_AT || word.length() > LENGTH) {
                break;
            }
            if (Math.abs(candidate.length() - word.length()) < best && !candidate.equals(word)) {
                int distance = distance(word, candidate);
                if (distance < best) {
                    best = distance;
                    nearest = Optional.of(candidate);
                }
            }
        }
        return nearest;
    }

    /** The end of a message: {@code : did you mean 'x'?}, or this advice when no word is near. */
    public static String hint(String word, Iterable<String> known, String otherwise) {
        return ": "
                + to(word, known).map(near -> "did you mean '" + near + "'?").orElse(otherwise);
    }

    /** Letters put in, left out, replaced, or swapped with their neighbour, whatever their case. */
    private static int distance(String one, String other) {
        int[] old = new int[other.length() + 1];
        int[] last = new int[other.length() + 1];
        int[] row = new int[other.length() + 1];
        for (int j = 0; j < row.length; j++) {
            last[j] = j;
        }
        for (int i = 1; i <= one.length(); i++) {
            row[0] = i;
            for (int j = 1; j < row.length; j++) {
                int change = same(one, i, other, j) ? 0 : 1;
                row[j] = Math.min(Math.min(last[j], row[j - 1]) + 1, last[j - 1] + change);
                if (i > 1 && j > 1 && same(one, i, other, j - 1) && same(one, i - 1, other, j)) {
                    row[j] = Math.min(row[j], old[j - 2] + 1);
                }
            }
            int[] spare = old;
            old = last;
            last = row;
            row = spare;
        }
        return last[other.length()];
    }

    private static boolean same(String one, int i, String other, int j) {
        return Character.toLowerCase(one.charAt(i - 1)) == Character.toLowerCase(other.charAt(j - 1));
    }
}
