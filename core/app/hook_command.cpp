// `hook …`: for the authors of hooks. Nothing here has an effect on the shop: hooks are run dry.

#include "core/app/commands.h"
#include "core/app/hook_session.h"
#include "core/app/new_file.h"
#include "core/app/product.h"
#include "core/lua/unknown_globals.h"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <sstream>
#include <unistd.h>

namespace hostler::app {
namespace {

namespace fs = std::filesystem;

std::string contentsOf(const fs::path& file) {
  std::ifstream in{file, std::ios::binary};
  if (!in) throw UsageError{"cannot read " + file.string()};
  std::ostringstream text;
  text << in.rdbuf();
  return text.str();
}

const lua::ScriptEvent& eventNamed(Product& product, const std::string& name) {
  const auto& events = product.automation.events();
  if (const auto* found = events.find(name)) return *found;
  throw UsageError{"there is no event " + name + events.suggestionFor(name)};
}

Json eventIn(const std::string& file) {
  try {
    return parseStrict(contentsOf(file));
  } catch (const JsonError& error) {
    throw UsageError{file + ": " + error.what()};
  }
}

std::vector<fs::path> scriptsAt(const fs::path& place) {
  if (!fs::is_directory(place)) return {place};
  std::vector<fs::path> files;
  for (const auto& entry : fs::recursive_directory_iterator{place}) {
    if (entry.path().extension() == ".lua") files.push_back(entry.path());
  }
  std::ranges::sort(files);
  return files;
}

Exit check(Product& product, const Arguments& arguments) {
  bool sound = true;
  for (const auto& file : scriptsAt(arguments.word(1, "a file or a folder"))) {
    const auto source = contentsOf(file);
    const auto described = product.automation.scripts().describe({file, source});
    if (!described) {
      std::cerr << described.error().message << '\n';
      sound = false;
      continue;
    }
    const auto unknown = lua::unknownGlobals(source);
    for (const auto& global : unknown)
      std::cerr << file.string() << ':' << global.line << ": nothing gives \"" << global.name
                << "\" a value" << global.suggestion << '\n';
    if (unknown.empty()) std::cout << file.string() << ": sound\n";
    sound = sound && unknown.empty();
  }
  return sound ? Exit::Done : Exit::Failed;
}

Exit begin(Product& product, const Arguments& arguments) {
  const auto& name = arguments.word(1, "the hook's name");
  if (name.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789_") != std::string::npos)
    throw UsageError{"a hook's name is lower case letters, digits and _"};
  if (!arguments.has("on")) throw UsageError{"missing: --on EVENT"};
  const auto& event = eventNamed(product, arguments.get("on"));
  const fs::path folder = arguments.get("folder", ".");
  const bool before = event.name.starts_with("before.");
  std::string script = "-- " + (event.summary.empty() ? event.name : event.summary) + "\n";
  const auto fields = event.payload.value("properties", Json::object());
  for (const auto& [field, schema] : fields.items()) {
    if (field != "event") script += "--   event." + field + "\n";
  }
  script += "on(\"" + event.name + "\", function(event)\n" +
            (before ? "  -- return refuse(\"" + name + "\", \"Why this must not happen.\")\n"
                    : "  hostler.log.info(\"" + name + "\", { event = event.event_id })\n") +
            "end)\n";
  const auto file = folder / "hooks" / (name + ".lua");
  const auto sample = folder / "events" / (name + ".json");
  writeNewFile(file, script);
  writeNewFile(sample, sampleOf(event).dump(2) + "\n");
  std::cout << "wrote " << file.string() << " and " << sample.string()
            << "\ntry it: hostler hook test " << file.string() << " --event " << sample.string()
            << '\n';
  return Exit::Done;
}

// What a hook is tried on: a file, the last that happened, or one made up for the first event that
// it hooks.
HookTrial trialOf(Product& product, const Arguments& arguments, const std::string& event) {
  HookTrial trial;
  if (arguments.has("event")) {
    trial.event = eventIn(arguments.get("event"));
  } else if (arguments.has("last")) {
    const auto last = product.automation.lastTrial(kPlatform, event);
    if (!last) throw UsageError{"no " + event + " has happened yet; give one with --event FILE"};
    return *last;
  } else {
    trial.event = sampleOf(eventNamed(product, event));
  }
  return trial;
}

void print(const Json& answer) {
  for (const auto& run : answer["runs"]) {
    std::cout << run["event"].get<std::string>() << ", line " << run["line"] << ": ";
    if (run.contains("failure")) {
      std::cout << run["failure"]["message"].get<std::string>() << '\n'
                << run["failure"]["traceback"].get<std::string>() << '\n';
    } else {
      std::cout << run["verdict"].get<std::string>();
      if (run.contains("refusal")) std::cout << ' ' << dump(run["refusal"]);
      if (run.contains("amendment")) std::cout << ' ' << dump(run["amendment"]);
      std::cout << '\n';
    }
    for (const auto& line : run["log"])
      std::cout << "  log: " << line["text"].get<std::string>() << '\n';
    for (const auto& effect : run["effects"]) std::cout << "  would: " << dump(effect) << '\n';
    std::cout << "  " << run["took_microseconds"] << " us, " << run["steps"] << " steps, "
              << run["memory_bytes"] << " bytes\n";
  }
  if (answer["runs"].empty())
    std::cout << "nothing in it hooks " << answer["event"].get<std::string>() << '\n';
}

Exit test(Product& product, const Arguments& arguments) {
  const auto& which = arguments.word(1, "a file, or the name of a hook of the shop");
  const bool isFile = which.ends_with(".lua");
  const auto source = isFile ? std::optional{contentsOf(which)} : std::nullopt;
  std::string event = arguments.get("on");
  if (event.empty() && !arguments.has("event")) {
    if (!source) throw UsageError{"missing: --on EVENT, or --event FILE"};
    const auto described = product.automation.scripts().describe({which, *source});
    if (!described) {
      std::cerr << described.error().message << '\n';
      return Exit::Failed;
    }
    if (described->hooks.empty()) throw UsageError{which + " hooks no event"};
    event = described->hooks.front().event;
  }
  auto trial = trialOf(product, arguments, event);
  trial.source = source;
  const auto name = isFile ? fs::path{which}.stem().string() : which;
  const auto answer = product.automation.testHook(kPlatform, name, trial);
  if (arguments.json()) {
    std::cout << dump(answer) << '\n';
  } else {
    print(answer);
  }
  const bool failed =
      std::ranges::any_of(answer["runs"], [](const Json& run) { return run.contains("failure"); });
  return failed || answer["runs"].empty() ? Exit::Failed : Exit::Done;
}

Exit repl(Product& product, const Arguments& arguments) {
  const auto event = arguments.get("on", "invoice.paid");
  HookSession session{product.automation, event, trialOf(product, arguments, event)};
  const bool asks = ::isatty(STDIN_FILENO) != 0;
  if (asks)
    std::cout << "event is " << dump(session.event())
              << "\nnothing here has an effect; Ctrl-D ends it\n";
  for (std::string line; (asks && std::cout << "> " << std::flush), std::getline(std::cin, line);) {
    for (const auto& answer : session.say(line)) std::cout << answer << '\n';
  }
  return Exit::Done;
}

Exit hook(const Arguments& arguments) {
  const auto what = arguments.word(0, "new, check, test, repl or types");
  using Part = Exit (*)(Product&, const Arguments&);
  const std::map<std::string, Part> parts{
      {"new", begin}, {"check", check}, {"test", test}, {"repl", repl}};
  const auto part = parts.find(what);
  if (part == parts.end() && what != "types")
    throw UsageError{"there are new, check, test, repl and types"};
  const auto settings = loadSettings(arguments);
  startCommandLog(settings);
  Foundation base{settings};
  Product product{base};
  if (part == parts.end()) {
    std::cout << product.automation.luaTypes();
    return Exit::Done;
  }
  try {
    return part->second(product, arguments);
  } catch (const ValidationError& error) {
    for (const auto& field : error.errors()) std::cerr << field.message << '\n';
    return Exit::Failed;
  }
}

}  // namespace

Command hookCommand() {
  return {"hook",
          "new NAME --on EVENT|check FILE|test FILE|repl|types",
          "Begins, checks and tries hooks without effect, or prints what scripts find here.",
          {{"on", "EVENT", "the event that is hooked"},
           {"event", "FILE", "try it on this event: {\"event\": its name, and what it says}"},
           {"last", "",
            "try it on the latest such event that happened, or on what would have been "
            "asked before it"},
           {"folder", "DIR", "where new puts hooks/NAME.lua and events/NAME.json"}},
          hook};
}

}  // namespace hostler::app
