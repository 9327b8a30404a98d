#include "modules/notifications/template_routes.h"

namespace hostler {

using http::Access;

namespace {

struct LocaleQuery {
  std::string locale = "en";
  static void describe(Shape<LocaleQuery>& shape) {
    shape.field("locale", &LocaleQuery::locale).length(2, 10).withDefault();
  }
};

struct TestSent {
  Id<Message> message;
  std::string to;
  static void describe(Shape<TestSent>& shape) {
    shape.field("message_id", &TestSent::message)
        .describedAs("what became of it is at /api/admin/messages/:id");
    shape.field("to", &TestSent::to);
  }
};

// Of a request with a body, whose query is not read into a value of its own.
std::string localeIn(const http::Context& context) {
  auto query = context.raw().query();
  while (!query.empty()) {
    const auto pair = query.substr(0, query.find('&'));
    query.remove_prefix(std::min(query.size(), pair.size() + 1));
    if (pair.starts_with("locale=")) return std::string{pair.substr(7)};
  }
  return "en";
}

template <class Request>
TemplateKey keyOf(const Request& request, std::string locale) {
  return {request.pathText("kind"), request.pathText("name"), std::move(locale)};
}

}  // namespace

void TemplateRoutes::mount(http::Router& router) {
  const std::string one = "/admin/templates/{kind}/{name}";
  const auto read = Access::staff(kReadTemplates);
  const auto manage = Access::staff(kManageTemplates);
  router
      .get<http::Nothing, TemplateList>(
          "/admin/templates", read,
          [this](const auto& request) { return desk_.list(request.scope().tenant); })
      .named("adminListTemplates", "Every text that there is")
      .tagged("Admin: templates");
  router
      .get<LocaleQuery, TemplateView>(one, read,
                                      [this](const auto& request) {
                                        return desk_.get(request.scope().tenant,
                                                         keyOf(request, request.query().locale));
                                      })
      .named("adminGetTemplate", "One text in one language")
      .tagged("Admin: templates");
  router
      .put<TemplateDraft, TemplateView>(
          one, manage.withFreshFactor(),
          [this](const auto& request) {
            return desk_.save(request.actor(), keyOf(request, localeIn(request.context())),
                              request.body());
          })
      .named("adminSaveTemplate", "Replace parts of it in ?locale= (default en)")
      .tagged("Admin: templates")
      .template guardedBy<TemplateView>([this](const http::Context& context) {
        return desk_.get(context.tenant(),
                         {context.path("kind"), context.path("name"), localeIn(context)});
      });
  router
      .post<TemplateDraft, TemplatePreview>(
          one + "/preview", read,
          [this](const auto& request) {
            return desk_.preview(request.scope().tenant,
                                 keyOf(request, localeIn(request.context())), request.body());
          })
      .named("adminPreviewTemplate", "How it would look, with these parts, filled from a sample")
      .tagged("Admin: templates");
  router
      .post<http::Nothing, TestSent>(
          one + "/test-send", manage,
          [this](const auto& request) {
            const auto sent =
                desk_.sendTest(request.actor(), keyOf(request, localeIn(request.context())));
            return TestSent{sent.id, sent.recipient};
          })
      .named("adminSendTemplateTest", "Mail it, as it is saved in ?locale=, to my own address")
      .tagged("Admin: templates")
      .idempotent();
  router
      .post<http::Nothing, TemplateView>(
          one + "/reset", manage,
          [this](const auto& request) {
            return desk_.reset(request.actor(), keyOf(request, localeIn(request.context())));
          })
      .named("adminResetTemplate", "Back to the shipped words in ?locale= (default en)")
      .tagged("Admin: templates");
}

}  // namespace hostler
