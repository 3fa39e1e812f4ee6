package com.danubemessaging.connect.runtime.config;

import com.danubemessaging.connect.api.config.ConfigField;
import com.danubemessaging.connect.api.config.ConfigSpec;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** The keys of a spec by table, each table's in the order of their declaration. */
final class KeyTree {

    private final Map<String, ConfigField<?>> keys = new LinkedHashMap<>();
    private final Map<String, KeyTree> tables = new LinkedHashMap<>();

    private KeyTree() {}

    /** The current names only. */
    static KeyTree of(ConfigSpec spec) {
        KeyTree root = new KeyTree();
        spec.fields().forEach(field -> root.add(field.key(), field));
        spec.tables().forEach(root::table);
        return root;
    }

    /** Every name that means something, older ones and mistaken ones included. */
    static KeyTree withOtherNames(ConfigSpec spec) {
        KeyTree root = of(spec);
        for (ConfigField<?> field : spec.fields()) {
            field.oldKeys().forEach(name -> root.add(name, field));
            field.lookAlikes().forEach(name -> root.add(name, field));
        }
        return root;
    }

    private void add(String path, ConfigField<?> field) {
        int dot = path.lastIndexOf('.');
        KeyTree owner = dot < 0 ? this : table(path.substring(0, dot));
        owner.keys.put(path.substring(dot + 1), field);
    }

    private KeyTree table(String path) {
        KeyTree table = this;
        for (String name : path.split("\\.")) {
            table = table.tables.computeIfAbsent(name, absent -> new KeyTree());
        }
        return table;
    }

    /** The fields that stand directly in this table. */
    Map<String, ConfigField<?>> keys() {
        return Collections.unmodifiableMap(keys);
    }

    /** The tables directly within this one. */
    Map<String, KeyTree> tables() {
        return Collections.unmodifiableMap(tables);
    }
}
