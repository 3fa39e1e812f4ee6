package com.danubemessaging.connect.runtime.config;

import java.util.Collection;
import java.util.Locale;
import java.util.Optional;

/** The name that a person probably meant. */
final class Suggestions {

    private Suggestions() {}

    /**
     * The nearest of the known names, the first of several that are equally near; empty if none is near enough: one
     * slip for every three letters. Letter case and the characters {@code _} and {@code -} make no difference.
     */
    static Optional<String> nearest(String name, Collection<String> known) {
        String wanted = letters(name);
        String best = "";
        int bestDistance = Math.max(1, wanted.length() / 3) + 1;
        for (String candidate : known) {
            int distance = distance(wanted, letters(candidate));
            if (distance < bestDistance) {
                best = candidate;
                bestDistance = distance;
            }
        }
        return best.isEmpty() ? Optional.empty() : Optional.of(best);
    }

    private static String letters(String name) {
        return name.toLowerCase(Locale.ROOT).replace("_", "").replace("-", "");
    }

    /**
     * How many slips lead from one text to the other: a letter too many, too few or wrong, or two neighbours swapped
     * (the restricted Damerau-Levenshtein distance).
     */
    static int distance(String from, String to) {
        int[] beforeLast = new int[to.length() + 1];
        int[] last = new int[to.length() + 1];
        int[] current = new int[to.length() + 1];
        for (int j = 0; j <= to.length(); j++) {
            last[j] = j;
        }
        for (int i = 1; i <= from.length(); i++) {
            current[0] = i;
            for (int j = 1; j <= to.length(); j++) {
                int wrong = from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1;
                current[j] = Math.min(Math.min(last[j] + 1, current[j - 1] + 1), last[j - 1] + wrong);
                if (i > 1
                        && j > 1
                        && from.charAt(i - 1) == to.charAt(j - 2)
                        && from.charAt(i - 2) == to.charAt(j - 1)) {
                    current[j] = Math.min(current[j], beforeLast[j - 2] + 1);
                }
            }
            int[] free = beforeLast;
            beforeLast = last;
            last = current;
            current = free;
        }
        return last[to.length()];
    }
}
