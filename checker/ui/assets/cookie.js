// Keeps who reviews in a cookie that Python has signed; an empty one is taken away.

export default function ({ data }) {
  const { name, value } = data;
  const age = value ? 60 * 60 * 24 * 365 : 0;
  document.cookie = `${name}=${value}; path=/; max-age=${age}; SameSite=Strict`;
}
