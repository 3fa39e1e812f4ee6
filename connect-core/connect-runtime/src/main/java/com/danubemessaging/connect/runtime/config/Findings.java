package com.danubemessaging.connect.runtime.config;

import com.danubemessaging.connect.api.config.ConfigProblem;
import java.util.ArrayList;
import java.util.List;

/** Gathers what binding finds, so that all of it is reported at once. Confined to one call of the binder. */
final class Findings {

    private final List<ConfigProblem> problems = new ArrayList<>();
    private final List<ConfigProblem> warnings = new ArrayList<>();

    void problem(String key, String message) {
        problems.add(new ConfigProblem(key, message));
    }

    void warning(String key, String message) {
        warnings.add(new ConfigProblem(key, message));
    }

    int problemCount() {
        return problems.size();
    }

    List<ConfigProblem> problems() {
        return List.copyOf(problems);
    }

    List<ConfigProblem> warnings() {
        return List.copyOf(warnings);
    }
}
