#include "modules/accounts/sign_in_views.h"

#include "core/problem/problem.h"
#include "modules/accounts/account_repository.h"
#include "modules/accounts/user_repository.h"

namespace hostler {

void SignInView::describe(Shape<SignInView>& shape) {
  shape.field("access_token", &SignInView::accessToken);
  shape.field("expires_in", &SignInView::expiresIn).describedAs("seconds");
  shape.field("refresh_token", &SignInView::refreshToken);
  shape.field("user", &SignInView::user);
  shape.field("account", &SignInView::account);
  shape.field("mfa_required", &SignInView::mfaRequired);
  shape.field("mfa_token", &SignInView::mfaToken);
}

SignInView signInView(db::Reader& reader, Id<Tenant> tenant, const OpenedSession& session) {
  SignInView view;
  view.accessToken = session.access.reveal();
  view.expiresIn = std::chrono::seconds{kAccessTokenLife}.count();
  const auto user = user_repository::find(reader, tenant, session.user);
  if (!user) throw NotFound{};
  view.user = UserView::of(*user);
  if (!session.account) return view;
  const auto account = account_repository::find(reader, tenant, *session.account);
  const auto root =
      account ? user_repository::find(reader, tenant, account->rootUser) : std::nullopt;
  if (root) view.account = AccountView::of(*account, *root);
  return view;
}

SessionView SessionView::of(const Session& session, std::optional<Id<Session>> current) {
  return {session.id,        session.id == current, session.address,  session.userAgent,
          session.createdAt, session.usedAt,        session.expiresAt};
}

void SessionView::describe(Shape<SessionView>& shape) {
  shape.field("id", &SessionView::id);
  shape.field("current", &SessionView::current);
  shape.field("ip", &SessionView::address);
  shape.field("user_agent", &SessionView::userAgent);
  shape.field("created_at", &SessionView::createdAt);
  shape.field("used_at", &SessionView::usedAt);
  shape.field("expires_at", &SessionView::expiresAt);
}

void CallerView::describe(Shape<CallerView>& shape) {
  shape.field("user", &CallerView::user);
  shape.field("account", &CallerView::account).nullable();
  shape.field("impersonator", &CallerView::impersonator).nullable();
  shape.field("fresh", &CallerView::fresh)
      .describedAs("a factor was shown within the last 15 minutes");
}

}  // namespace hostler
