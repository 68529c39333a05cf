/* The words of which a value is one. */
#ifndef CLI_CHOICES_H
#define CLI_CHOICES_H

/* Each list ends in NULL. */
extern const char *const cli_choice_formats[]; /* by cli_format */
extern const char *const cli_choice_ids_formats[];
extern const char *const cli_choice_endpoints[];
extern const char *const cli_choice_steps[];
extern const char *const cli_choice_limit_actions[];
extern const char *const cli_choice_log_levels[];
extern const char *const cli_choice_shells[];

/* The place of a text in a list; -1 if it isn't in it. */
int cli_choice_place(const char *text, const char *const *list);

#endif
