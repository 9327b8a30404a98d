#pragma once

#include "core/audit/audit_log.h"
#include "core/render/template_library.h"
#include "core/shape/shape.h"
#include "modules/notifications/message_composer.h"
#include "modules/notifications/notification_sender.h"
#include "modules/notifications/tenant_templates.h"

namespace hostler {

/// Which text: "mail", "sms" or "invoice", a template or a shared piece ("_top"), and a language.
struct TemplateKey {
  std::string channel, name, locale;
  bool isShared() const { return name.starts_with('_'); }
};

/// New words for some parts of a template; the others stay as they are.
struct TemplateDraft {
  std::optional<std::string> subject, text, html;
  static void describe(Shape<TemplateDraft>& shape);
};

struct TemplateSummary {
  std::string kind, name;
  std::vector<std::string> locales;  ///< in which it is shipped
  std::vector<std::string> edited;   ///< in which the tenant has words of its own
  static void describe(Shape<TemplateSummary>& shape);
};
struct TemplateList {
  std::vector<TemplateSummary> data;
  static void describe(Shape<TemplateList>& shape) { shape.field("data", &TemplateList::data); }
};

struct TemplateView {
  std::string kind, name, locale;
  std::string writtenIn;  ///< the locale whose words these are: another one where this has none
  std::optional<std::string> subject, text, html;
  TemplateDraft shipped;  ///< what a reset brings back
  bool edited = false;
  std::optional<Json> sample;  ///< holds every name that there is
  static void describe(Shape<TemplateView>& shape);
};

struct TemplatePreview {
  std::string subject, text, html;
  static void describe(Shape<TemplatePreview>& shape);
};

/// A tenant's texts: seen, changed, tried out, and put back to what is shipped. Nothing is saved
/// that could not be sent. All throw NotFound for a template that is not shipped, and
/// ValidationError for a malformed locale.
class TemplateDesk {
 public:
  struct Parts {
    db::Database& database;
    const Clock& clock;
    AuditLog& audit;
    const render::TemplateLibrary& templates;
    const render::TemplateEngine& engine;
    const MessageComposer& composer;
    NotificationSender& sender;
  };
  explicit TemplateDesk(Parts parts) : parts_{parts} {}

  TemplateList list(Id<Tenant> tenant);
  TemplateView get(Id<Tenant> tenant, const TemplateKey& key);
  /// Throws ValidationError with the line of each problem.
  TemplateView save(const Actor& actor, const TemplateKey& key, const TemplateDraft& draft);
  TemplateView reset(const Actor& actor, const TemplateKey& key);
  /// Filled from the sample, with the tenant's brand. Throws ValidationError as save does.
  TemplatePreview preview(Id<Tenant> tenant, const TemplateKey& key, const TemplateDraft& draft);
  /// Mails it as it is saved, filled from the sample, to whoever asks for it. Throws
  /// ValidationError for what is no mail, DomainError 409 `no_address` for who has none, and
  /// `not_sent` where no mail can go out.
  Message sendTest(const Actor& actor, const TemplateKey& key);
  std::string document(Id<Tenant> tenant, const std::string& name, const std::string& locale,
                       const Json& model);

 private:
  void demandKnown(const TemplateKey& key) const;
  void checkAll(const TemplateKey& key, const render::TemplateTexts& texts) const;

  Parts parts_;
};

}  // namespace hostler
