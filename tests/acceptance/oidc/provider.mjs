// A real OpenID Connect provider with two people in it. Arguments: port, and the client's address to come back to.
import Provider from "oidc-provider";

const [, , port, back] = process.argv;
const issuer = `http://localhost:${port}`;
const people = {
  ann: { email: "ann@agency.example", email_verified: true },
  eve: { email: "ann@agency.example", email_verified: false },
  zed: { email: "ann@agency.example", email_verified: true },
  bob: { email: "bob@agency.example", email_verified: true },
};

const provider = new Provider(issuer, {
  clients: [
    {
      client_id: "highbeam",
      client_secret: "an-invented-secret-for-tests-only",
      redirect_uris: [back],
      response_types: ["code"],
      grant_types: ["authorization_code"],
    },
  ],
  pkce: { required: () => true },
  claims: { openid: ["sub"], email: ["email", "email_verified"] },
  findAccount: (_, id) => (people[id] ? { accountId: id, claims: () => ({ sub: id, ...people[id] }) } : undefined),
});
provider.listen(Number(port), "127.0.0.1", () => console.log("listening"));
