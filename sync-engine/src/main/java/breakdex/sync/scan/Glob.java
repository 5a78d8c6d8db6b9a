package breakdex.sync.scan;

import java.util.regex.Pattern;

/**
 * A pattern for relative paths. {@code *} and {@code ?} stay within a name, {@code **} crosses folders; without a
 * {@code /} the pattern is for names at any depth. A folder that matches stands for all in it.
 */
record Glob(Pattern pattern) {
    static Glob of(String text) {
        String whole = text.startsWith("/") ? text.substring(1) : text.contains("/") ? text : "**/" + text;
        return new Glob(Pattern.compile(regex(whole) + "(/.*)?", Pattern.DOTALL));
    }

    boolean matches(String path) {
        return pattern.matcher(path).matches();
    }

    private static String regex(String glob) {
        StringBuilder regex = new StringBuilder();
        for (int at = 0; at < glob.length(); at++) {
            if (glob.startsWith("**/", at)) {
                regex.append("(.*/)?");
                at += 2;
            } else if (glob.startsWith("**", at)) {
                regex.append(".*");
                at++;
            } else {
                regex.append(one(glob.charAt(at)));
            }
        }
        return regex.toString();
    }

    private static String one(char c) {
        return switch (c) {
            case '*' -> "[^/]*";
            case '?' -> "[^/]";
            default -> Pattern.quote(String.valueOf(c));
        };
    }
}
