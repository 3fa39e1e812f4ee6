package com.danubemessaging.embedded.internal.broker;

/** Strict round robin in order of subscription; absent and busy consumers are passed over. */
final class SharedSelector implements ConsumerSelector {

    private final Members members;
    private int next;

    SharedSelector(Members members) {
        this.members = members;
    }

    @Override
    public Selection select(String key) {
        int count = members.size();
        for (int i = 0; i < count; i++) {
            int index = (next + i) % count;
            Consumer candidate = members.get(index);
            if (candidate.canTake()) {
                next = index + 1;
                return Selection.of(candidate);
            }
        }
        return Selection.WAIT;
    }
}
