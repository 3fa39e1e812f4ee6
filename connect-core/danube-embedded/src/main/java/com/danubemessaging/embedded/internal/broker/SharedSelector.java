package com.danubemessaging.embedded.internal.broker;

/** Strict round robin in order of subscription; absent and busy consumers are passed over. */
final class SharedSelector implements ConsumerSelector {

    private final Members members;
    private final boolean waitsForBusy;
    private int next;

    /**
     * Begins with the first.
     *
     * @param waitsForBusy whether a busy consumer's turn is waited for (Danube protocol: hazard H5)
     */
    SharedSelector(Members members, boolean waitsForBusy) {
        this.members = members;
        this.waitsForBusy = waitsForBusy;
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
            if (waitsForBusy && candidate.isActive()) {
                return Selection.WAIT;
            }
        }
        return Selection.WAIT;
    }
}
