#include "core/app/csp_reports.h"

#include "core/http/body.h"
#include "core/telemetry/log.h"

namespace hostler::app {
namespace {

constexpr std::size_t kMostBytes = 16 * 1024;
constexpr std::size_t kMostReports = 5;  // of one message

const Log kLog{"core.app"};

// A word of a report, or an address up to its query; whatever else was sent is left out.
std::string wordOf(const Json& report, const char* name, const char* otherName) {
  for (const auto* key : {name, otherName}) {
    const auto found = report.find(key);
    if (found == report.end() || !found->is_string()) continue;
    const auto& text = found->get_ref<const std::string&>();
    return http::asText(text.substr(0, std::min<std::size_t>(text.find_first_of("?#"), 200)));
  }
  return "";
}

void note(const Json& report) {
  if (!report.is_object()) return;
  kLog.warning("csp.reported",
               {{"page", wordOf(report, "document-uri", "documentURL")},
                {"directive", wordOf(report, "effective-directive", "effectiveDirective")},
                {"blocked", wordOf(report, "blocked-uri", "blockedURL")}});
}

// {"csp-report": {…}} of report-uri, or [{"type": "csp-violation", "body": {…}}] of report-to.
http::Answer take(http::Context& context) {
  Json message;
  try {
    message = parseStrict(context.raw().body);
  } catch (const JsonError&) {
    throw DomainError{"malformed_json", 400, "The report is not acceptable JSON."};
  }
  if (message.is_object() && message.contains("csp-report")) note(message["csp-report"]);
  if (message.is_array()) {
    for (std::size_t i = 0; i < std::min(message.size(), kMostReports); ++i) {
      if (message[i].is_object() && message[i].contains("body")) note(message[i]["body"]);
    }
  }
  http::Answer answer;
  answer.status = 204;
  return answer;
}

}  // namespace

void mountCspReports(http::Router& router) {
  router.raw(http::Method::Post, "/csp-report", http::Access::everyone(), take)
      .named("reportPolicyViolation", "What a browser refused to load on a page")
      .tagged("Meta")
      .answers(204)
      .rawBody(kMostBytes);
}

}  // namespace hostler::app
