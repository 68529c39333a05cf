/* How a plot may look: how wide, with which characters, in colour or not. */
#include "plot_look.h"

#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include "args_values.h"
#include "say.h"
#include "status.h"

enum {
    USUAL = 80,
    LEAST = 24, /* labels, and some columns beside them */
};

static const char *variable(const char *name)
{
    const char *value = getenv(name);
    return value == NULL ? "" : value;
}

/* The first of the three that isn't empty says what text is encoded in. */
static bool is_utf8(void)
{
    const char *locale = variable("LC_ALL");
    locale = *locale == '\0' ? variable("LC_CTYPE") : locale;
    locale = *locale == '\0' ? variable("LANG") : locale;
    return strcasestr(locale, "utf-8") != NULL || strcasestr(locale, "utf8") != NULL;
}

static size_t columns_told(void)
{
    const char *text = variable("COLUMNS");
    char *end = NULL;
    long columns = strtol(text, &end, 10);
    return *text != '\0' && *end == '\0' && columns > 0 && columns <= CLI_PLOT_MOST
               ? (size_t)columns
               : 0;
}

static size_t columns_seen(void)
{
    struct winsize size = {0};
    return ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 ? size.ws_col : 0;
}

static size_t find_width(const cli_args *args, bool to_screen)
{
    if (args->width > 0) {
        if (args->width < LEAST) {
            cli_die(CLI_WRONG_REQUEST, "--width: a plot takes at least %d columns, not %u", LEAST,
                    args->width);
        }
        return args->width;
    }
    size_t width = columns_told();
    width = width == 0 && to_screen ? columns_seen() : width;
    width = width == 0 ? USUAL : width;
    width = width < LEAST ? LEAST : width;
    return width > CLI_PLOT_MOST ? CLI_PLOT_MOST : width;
}

cli_look cli_look_find(const cli_args *args)
{
    bool standard = args->out == NULL || strcmp(args->out, "-") == 0;
    bool to_screen = standard && isatty(STDOUT_FILENO);
    bool plain = *variable("NO_COLOR") != '\0' || strcmp(variable("TERM"), "dumb") == 0;
    return (cli_look){
        .width = find_width(args, to_screen),
        .unicode = !args->ascii && is_utf8(),
        .colour = to_screen && !plain,
    };
}
