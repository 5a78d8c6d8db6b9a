package breakdex.sync.provider;

/** The three answers to “is it there?”. Only a positive one is ever acted upon. */
public sealed interface Presence {
    record Present(RemoteObject object) implements Presence {}

    record Absent() implements Presence {}

    /** @param why what kept the provider from telling, in words */
    record Unknown(String why) implements Presence {}
}
