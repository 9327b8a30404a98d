// A plugin that does whatever it is asked to, good or bad. It knows nothing of ours but the border.
#include "tests/support/await_file.h"

#include <hostler/abi.h>

#include <arpa/inet.h>
#include <cerrno>
#include <chrono>
#include <cstdlib>
#include <cstring>
#include <dirent.h>
#include <fcntl.h>
#include <fstream>
#include <map>
#include <netinet/in.h>
#include <pthread.h>
#include <signal.h>
#include <stdexcept>
#include <string>
#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <thread>
#include <unistd.h>
#include <vector>

#ifndef PLUGIN_VERSION
#define PLUGIN_VERSION "1.0.0"
#endif
#ifndef PLUGIN_NAME
#define PLUGIN_NAME "badly_behaved"
#endif

extern char** environ;

namespace {

struct Plugin {
  const hostler_host* host;
  std::string settings;
};

hostler_text textOf(const std::string& text) {
  return {text.data(), text.size()};
}
std::string stringOf(hostler_text text) {
  return {text.data, text.size};
}

/// The text or number of a member; good enough for requests of tests.
std::string member(const std::string& json, const std::string& name) {
  const auto at = json.find("\"" + name + "\":");
  if (at == std::string::npos) return "";
  auto begin = at + name.size() + 3;
  const bool quoted = json[begin] == '"';
  if (quoted) ++begin;
  return json.substr(begin, json.find_first_of(quoted ? "\"" : ",}", begin) - begin);
}

void give(const hostler_call* call, const std::string& json) {
  call->sink(call->sink_self, textOf(json));
}

void log(const Plugin& plugin, int level, const std::string& event, const std::string& fields) {
  plugin.host->log(plugin.host->self, level, textOf(event), textOf(fields));
}

std::string listOf(const std::vector<std::string>& texts) {
  std::string list = "[";
  for (const auto& text : texts) list += (list.size() > 1 ? ",\"" : "\"") + text + "\"";
  return list + "]";
}

std::string lookAbout() {
  std::vector<std::string> variables, descriptors;
  for (char** variable = environ; *variable != nullptr; ++variable)
    variables.emplace_back(*variable);
  for (int number = 0; number < 1024; ++number) {
    if (fcntl(number, F_GETFD) >= 0) descriptors.push_back(std::to_string(number));
  }
  std::ifstream file{"/proc/self/cmdline"};
  std::string arguments{std::istreambuf_iterator<char>{file}, {}};
  for (auto& c : arguments) {
    if (c == '\0') c = ' ';
  }
  return "{\"environment\":" + listOf(variables) + ",\"descriptors\":" + listOf(descriptors) +
         ",\"arguments\":\"" + arguments + "\"}";
}

int errorOf(int result) {
  return result < 0 ? errno : 0;
}

std::string tryToEscape(const std::string& request) {
  const int parent = getppid();
  char* const nothing[] = {nullptr};
  std::map<std::string, int> tried;
  tried["fork"] = errorOf(fork());
  tried["execute"] = errorOf(execve("/usr/bin/true", nothing, nothing));
  tried["signal_engine"] = errorOf(kill(parent, 0));
  tried["signal_sibling"] = errorOf(kill(std::stoi(member(request, "sibling")), 0));
  tried["read_file"] = errorOf(open(member(request, "file").c_str(), O_RDONLY));
  tried["write_own_folder"] =
      errorOf(open((member(request, "folder") + "/x").c_str(), O_WRONLY | O_CREAT, 0600));
  tried["sibling_memory"] =
      errorOf(open(("/proc/" + member(request, "sibling") + "/mem").c_str(), O_RDONLY));
  tried["sibling_environment"] =
      errorOf(open(("/proc/" + member(request, "sibling") + "/environ").c_str(), O_RDONLY));
  std::string json = "{";
  for (const auto& [name, error] : tried)
    json += (json.size() > 1 ? ",\"" : "\"") + name + "\":" + std::to_string(error);
  return json + "}";
}

std::string openMany(int wanted, bool keep) {
  std::vector<int> files;
  int error = 0;
  for (int i = 0; i < wanted && error == 0; ++i) {
    const int file = open("/dev/null", O_RDONLY);
    if (file < 0)
      error = errno;
    else
      files.push_back(file);
  }
  const auto opened = files.size();
  for (const int file : files) {
    if (!keep) close(file);
  }
  return "{\"opened\":" + std::to_string(opened) + ",\"error\":" + std::to_string(error) + "}";
}

std::string connectTo(int port) {
  const int socketNumber = socket(AF_INET, SOCK_STREAM, 0);
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_port = htons(static_cast<uint16_t>(port));
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  const int error =
      errorOf(connect(socketNumber, reinterpret_cast<sockaddr*>(&address), sizeof address));
  close(socketNumber);
  return "{\"error\":" + std::to_string(error) + "}";
}

std::int64_t leftOf(const hostler_call* call) {
  const auto now = std::chrono::system_clock::now().time_since_epoch();
  return call->deadline_unix_ms -
         std::chrono::duration_cast<std::chrono::milliseconds>(now).count();
}

/// Ways not to come back.
void misbehave(const std::string& verb) {
  if (verb == "segfault") *static_cast<volatile int*>(nullptr) = 1;
  if (verb == "abort") std::abort();
  if (verb == "exit") std::exit(0);
  if (verb == "quit") _exit(0);
  if (verb == "throw") throw std::runtime_error{"thrown with hunter2-api-key inside"};
  if (verb == "throw_number") throw 7;
  if (verb == "loop") {
    for (volatile bool forever = true; forever;) {
    }
  }
  if (verb == "end_thread") pthread_exit(nullptr);
  if (verb == "allocate") {
    std::vector<char> much(4ull << 30);
    for (std::size_t i = 0; i < much.size(); i += 4096) much[i] = 1;
  }
  if (verb == "map_shared") {  // memory that no heap limit counts
    char* memory = static_cast<char*>(
        mmap(nullptr, 4ull << 30, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0));
    if (memory == MAP_FAILED) std::abort();
    for (std::size_t i = 0; i < (4ull << 30); i += 4096) memory[i] = 1;
  }
}

/// Answers that keep to the border or do not. Nothing: not one of these.
int answer(const std::string& verb, const hostler_call* call, const std::string& request) {
  const std::string error =
      R"({"code":"E42","message":"the provider said no","retry_after_seconds":7})";
  if (verb == "echo") return give(call, request), HOSTLER_SUCCEEDED;
  if (verb == "pending") return give(call, R"({"handle":"h1"})"), HOSTLER_PENDING;
  if (verb == "retryable") return give(call, error), HOSTLER_RETRYABLE;
  if (verb == "down")
    return give(call, R"({"code":"down","message":"no answer"})"), HOSTLER_RETRYABLE;
  if (verb == "limited")
    return give(call, R"({"code":"rate_limited","message":"too many","retry_after_seconds":30})"),
           HOSTLER_RETRYABLE;
  if (verb == "permanent") return give(call, error), HOSTLER_PERMANENT;
  if (verb == "attention") return give(call, error), HOSTLER_NEEDS_ATTENTION;
  if (verb == "unknown") return give(call, error), HOSTLER_UNKNOWN;
  if (verb == "no_outcome") return give(call, "{}"), 0;
  if (verb == "odd_outcome") return give(call, "{}"), 99;
  if (verb == "silent") return HOSTLER_SUCCEEDED;
  if (verb == "silent_refusal") return HOSTLER_PERMANENT;
  if (verb == "twice") return give(call, R"({"n":1})"), give(call, R"({"n":2})"), HOSTLER_SUCCEEDED;
  if (verb == "html") return give(call, "<html>502</html>"), HOSTLER_SUCCEEDED;
  if (verb == "html_error") return give(call, "<html>502</html>"), HOSTLER_RETRYABLE;
  if (verb == "deep")
    return give(call, std::string(100'000, '[') + std::string(100'000, ']')), HOSTLER_SUCCEEDED;
  if (verb == "large")
    return give(call, "\"" + std::string(std::stoul(member(request, "size")), 'x') + "\""),
           HOSTLER_SUCCEEDED;
  if (verb == "key")
    return give(call, "{\"key\":\"" + stringOf(call->idempotency_key) + "\"}"), HOSTLER_SUCCEEDED;
  if (verb == "left")
    return give(call, "{\"left_ms\":" + std::to_string(leftOf(call)) + "}"), HOSTLER_SUCCEEDED;
  return -1;
}

void speak(const Plugin& plugin, const std::string& verb, const std::string& request) {
  if (verb == "log") {
    log(plugin, HOSTLER_LOG_WARNING, "acme.said",
        R"({"settings":)" + plugin.settings + R"(,"request":)" + request +
            R"(,"url":"https://x/?key=hunter2-api%2Fkey%22"})");
  }
  if (verb == "log_badly") log(plugin, 77, std::string(5000, 'e'), "not json hunter2-api-key");
  if (verb == "log_much") {
    for (int i = 0; i < 2000; ++i)
      log(plugin, HOSTLER_LOG_INFO, "acme.line", "{\"n\":" + std::to_string(i) + "}");
  }
  if (verb == "log_elsewhere") {
    std::thread{[&plugin] { log(plugin, HOSTLER_LOG_INFO, "acme.background", "{}"); }}.join();
  }
  if (verb == "print") {
    for (int i = 0; i < 20'000; ++i) {
      std::fputs("this plugin prints to standard output\n", stdout);
      std::fputs("and to standard error\n", stderr);
    }
    std::fflush(stdout);
  }
}

hostler_outcome invoke(void* self, const hostler_call* call) {
  const auto& plugin = *static_cast<Plugin*>(self);
  const auto operation = stringOf(call->operation);
  const auto verb = operation.substr(operation.find('.') + 1);
  const auto request = stringOf(call->request_json);
  if (const int outcome = answer(verb, call, request); outcome >= 0)
    return static_cast<hostler_outcome>(outcome);
  misbehave(verb);
  speak(plugin, verb, request);
  if (verb == "die_printing") {
    std::fprintf(stderr, "fatal: %s %s\n", plugin.settings.c_str(), request.c_str());
    std::abort();
  }
  if (verb == "leak_in_error") {
    give(call, R"({"code":"auth","message":"key hunter2-api-key, token )" +
                   member(request, "token") + "\"}");
    return HOSTLER_PERMANENT;
  }
  if (verb == "webhook" && request.find("poison") != std::string::npos) std::abort();
  std::string reply = "{}";
  if (verb == "version") reply = "{\"version\":\"" PLUGIN_VERSION "\"}";
  if (verb == "settings") reply = plugin.settings;
  if (verb == "look") reply = lookAbout();
  if (verb == "escape") reply = tryToEscape(request);
  if (verb == "connect") reply = connectTo(std::stoi(member(request, "port")));
  if (verb == "open_many") reply = openMany(10'000, false);
  if (verb == "leak_descriptors") reply = openMany(60, true);
  if (verb == "process") reply = "{\"pid\":" + std::to_string(getpid()) + "}";
  if (verb == "until") {  // the test decides when it ends
    hostler::testing::awaitFile(member(request, "file"));
  }
  give(call, reply);
  return HOSTLER_SUCCEEDED;
}

void* create(const hostler_host* host, hostler_text settingsText) {
  const auto settings = stringOf(settingsText);
  const auto mood = member(settings, "mood");
  const Plugin early{host, settings};
  if (mood == "refuse") {
    log(early, HOSTLER_LOG_ERROR, "acme.bad_settings",
        R"({"why":"the key hunter2-api-key is not one"})");
    return nullptr;
  }
  if (mood == "throw") throw std::runtime_error{"cannot start with hunter2-api-key"};
  if (mood == "crash") std::abort();
  if (mood == "hang") pause();
  if (mood == "talk") log(early, HOSTLER_LOG_INFO, "acme.created", "{}");
  return new Plugin{early};  // across the border a bare pointer is all there is
}

void destroy(void* self) {
  auto* plugin = static_cast<Plugin*>(self);
  if (const auto mark = member(plugin->settings, "mark"); !mark.empty())
    std::ofstream{mark} << "destroyed";
  delete plugin;
}

const hostler_plugin kPlugin{sizeof(hostler_plugin),
                             HOSTLER_ABI_MAJOR,
                             HOSTLER_ABI_MINOR,
                             {"registrar/1", 11},
                             {PLUGIN_NAME, sizeof(PLUGIN_NAME) - 1},
                             {PLUGIN_VERSION, sizeof(PLUGIN_VERSION) - 1},
                             &create,
                             &invoke,
                             &destroy};

}  // namespace

extern "C" __attribute__((visibility("default"))) const hostler_plugin* hostler_plugin_v1(void) {
  return &kPlugin;
}
