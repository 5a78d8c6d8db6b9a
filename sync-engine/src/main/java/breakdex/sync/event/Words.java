package breakdex.sync.event;

/** The fixed words of the product's two documents. All faces show these and no others. */
public final class Words {
    public static final String NO_PROVIDERS =
            "No cloud providers configured — enable iCloud or Google Drive in Settings";
    public static final String OFFLINE = "Changes queued locally — sync resumes when connectivity returns";

    public static final String SYNC_ONBOARDING = "sync_onboarding";
    public static final String QUEUED_OPERATIONS = "queued_operations";
    public static final String PENDING_IN_QUEUE = "pending_in_queue";
    public static final String PROGRESS_BAR = "progress_bar";
    public static final String RETRY_PENDING_INDICATOR = "retry_pending_indicator";
    public static final String ERROR_BADGE = "error_badge";

    private Words() {}
}
